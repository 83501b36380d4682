//! The texts of the pages in every language. A text that is missing in one of them does not
//! compile. The domain's own words are in [`shared::wording`].

mod en;
mod sv;

use shared::wording::Language;

/// The texts of the pages in one language, by the place where they stand.
#[derive(Debug)]
pub struct Texts {
    /// What stands on several pages.
    pub common: Common,
    /// The bar at the top, and the connection.
    pub bar: Bar,
    /// The board.
    pub board: Board,
    /// A client's side panel.
    pub panel: Panel,
    /// How far an alert has come.
    pub told: Told,
    /// The page of an alert.
    #[cfg(feature = "ssr")]
    pub alert: Alert,
    /// Logging in.
    #[cfg(feature = "ssr")]
    pub log_in: LogIn,
    /// The person's own settings.
    pub settings: Settings,
    /// The register of letters.
    #[cfg(feature = "ssr")]
    pub letters: Letters,
    /// What goes wrong.
    #[cfg(feature = "ssr")]
    pub problem: Problems,
    /// The demonstration.
    pub demo: Demo,
}

impl Texts {
    /// The texts in a language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Sv => &sv::SV,
            Language::En => &en::EN,
        }
    }
}

impl Ask {
    /// The texts of the dialogs in a language. They are no part of [`Texts`], because a browser
    /// fetches them later ([`crate::later`]).
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Sv => &sv::ASK,
            Language::En => &en::ASK,
        }
    }
}

/// Makes a struct of texts: each field is a text, or a function that puts a word into one.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident $(($($arg:ident),+))?),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: texts!(@type $($($arg)+)?)),+
        }
    )+};
    (@type) => { &'static str };
    (@type $a:ident) => { fn(&str) -> String };
    (@type $a:ident $b:ident) => { fn(&str, &str) -> String };
}

#[cfg(feature = "ssr")]
pub mod client;
#[cfg(feature = "ssr")]
pub mod day;
#[cfg(feature = "ssr")]
pub mod deviations;
#[cfg(feature = "ssr")]
pub mod duty;
#[cfg(feature = "ssr")]
pub mod emergency;
#[cfg(feature = "ssr")]
pub mod load;
pub mod meeting;
#[cfg(feature = "ssr")]
pub mod minutes;
#[cfg(feature = "ssr")]
pub mod parts;
#[cfg(feature = "ssr")]
pub mod rules;

texts! {
    /// What stands on several pages.
    Common {
        product, skip, close, cancel, exercise, back_to_board, log_out, deputy_missing, cm_missing,
        cm, deputy, missing, sending, emergency_line, advice_line, clients(count),
        printed(who, at),
    }
    /// The bar at the top, and the connection.
    Bar {
        connecting(at), live, behind(at), offline(at), ended_bad, ended_version, ended_logged_out,
        reload, log_in, day_staff(count), nobody_on_duty, duty, deviations, emergency,
        duty_page, rules, coming_next(what), alerts, search, search_hint, search_none(what), search_results, raise, menu, settings, load,
        language, scheme, scheme_auto, scheme_light, scheme_dark, masked_on, masked_off, keys,
        apply, my_day, minutes, letters,
    }
    /// The board.
    Board {
        title(team), col_client, col_why, col_today, col_contacts, col_signs, col_way, all, new(since),
        mine, region, municipality, views, auto, auto_paused, auto_none, auto_one(at),
        auto_many(count, at), auto_review, auto_show, auto_unseen, nobody_today, choose, next,
        next_missing, missed, never_contacted, never_assessed, old(age), is_new, empty, empty_next,
        empty_list, shown(some, all), shown_red(count), show_all, strip, responsible, without_script, label_today,
        assess, newly,
    }
    /// A client's side panel.
    Panel {
        loading, refused, refused_next, failed, failed_next, again, overview, actions, plan, way,
        timeline, sections, since(when), set_by, review, reason, flags, flag_raise(flag),
        flag_clear(flag), legal, signs, bookings, no_bookings, no_actions, action_add,
        action_done(what), late, due, no_dossier, do_first, avoid, safety, medication, care_plan,
        group, consent, no_consent, call(who), plan_date(date), no_plan, plan_print, gates,
        policy(version), hold_by, hold_lift, veto, no_timeline, back_title, back_by(who),
        back_from, aftercare(until), back_undo(level), raise, change, contact, assess, log, book,
        hold, off, earlier, next_contact, own_phone, note, crisis, advice, appoint, change_short,
        psychiatrist, psychiatrist_never, ask_psychiatrist, asked, answered, by, hand_over,
        hand_over_of(what), handed, cancel_booking(when), cancel_booking_short, reached, contact_by, duty_slot, page, visit,
    }
    /// The dialogs in which a person says what shall happen.
    Ask {
        raise_title, change_title(client), who, who_hint, level, reason, reason_choose, text,
        text_hint, left(count), raise_red(level), raise_yellow(level), change, tells(first, reserve),
        tells_one(first), tells_nobody, tells_later, tells_offline, joins(number), contact_title(client),
        contact_who, contact_pair, at, how, contact_save, signs_title(client), signs_last,
        signs_never, log_title(client), log_reached, log_yes, log_no, log_crisis, log_crisis_hint,
        log_text, log_save, book_title(client), book_who, book_save, hold_title(client), hold_text,
        hold_hint, hold_save, action_title(client), action_what, action_class, action_owner,
        action_due, action_save, off_title(client), off_text, off_hint(days), off_save, keys_title,
        refused, open_again, dismiss, key_move, key_open, key_raise, key_contact, key_next, key_signs,
        key_hold, key_log, key_meeting, key_search, key_all, key_help, key_close, optional, hold_until, tells_meeting,
        task(first, reserve), task_later, task_nobody, tonight, crisis_title(client), crisis_save,
        psychiatrist_title(client), psychiatrist_what, psychiatrist_hint, psychiatrist_save,
        appoint_who, appoint_nobody, appoint_hint, appoint_save, review_title(client), review_hint,
        review_save, hand_over_title(client), hand_over_hint, hand_over_save, note_title(client),
        note_what, note_choose, note_plans, note_client, note_medical, note_events, note_text,
        note_view, note_view_hint, note_no_view, note_save,
    }
    /// The page of an alert.
    Alert {
        title(number), for_you, for_reserve, take, reserve,
        taken_by(who, at), help, helpers, you_have_it, act_before(at), over, first, avoid, call,
        call_client, safety, last, medication, group, no_letters, no_letters_next, reporter,
        uncovered_next, to_client, plan_missing, legal, next_booked, nobody_reached,
        without_identity_why, tried, answered, unanswered, raised(at), reload,
        closed_next, numbers, wait_first, signs, log, to_log, psychiatrist, people, acute, acute_unknown,
        refreshes, refreshes_not,
    }
    /// How far an alert has come, on its page and for whoever raised it on the board.
    Told {
        take_it, next_step, letters, uncovered, danger, advice,
    }
    /// Logging in.
    LogIn {
        title, user, password, submit, refused, refused_next, wait(seconds), one_click,
        one_click_hint, lead,
    }
    /// The person's own settings.
    Settings {
        title, phone, phone_lead, subscribe, subscribed, others(who), take_over, working,
        ios, ios_steps, silent, devices,
        no_devices, no_devices_next, since(date), accepted(at), shown(at), never_tested, not_shown,
        test, test_sent, remove(device), look, language, scheme, masked, masked_on, masked_off,
        needs_script, unsupported, denied, denied_next, failed, failed_next, you, tested, tested_next,
        seen(at), not_tapped, too_many, ways, ways_lead, ways_missing, set_up, proven, unproven,
    }
    /// The register of letters.
    Letters {
        title, lead, number, to, everyone, failed, search, count(found), some(shown, found), at,
        alert, text, way, state, no_identities,
    }
    /// What goes wrong.
    Problems {
        not_found, not_found_why, not_found_next, bad_request, bad_request_why, bad_request_next,
        unavailable, unavailable_why, unavailable_next, failed, failed_why, failed_next,
    }
    /// The demonstration.
    Demo {
        mark, clock, plus_5, plus_1h, to_6, to_13, move_clock, hints, hint_1(level), hint_2, hint_3, done,
    }
}
