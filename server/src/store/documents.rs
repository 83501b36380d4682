//! Documents beside the log: teams, names, dossiers, and what people chose for themselves.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use shared::board::card::LevelNames;
use shared::dossier::Dossier;
use shared::people::{People, StaffCard};
use shared::{ClientId, StaffId, TeamId, Timestamp};

use super::Store;
use super::fault::{Error, Result};
use super::functions::Call;
use super::link::command;
use super::{keys, value};

impl Store {
    /// The teams that there are.
    pub async fn teams(&self) -> Result<Vec<TeamId>> {
        let key = keys::TEAMS.only();
        let mut teams: Vec<TeamId> = Vec::new();
        for name in self
            .link
            .ask::<Vec<String>>(command("HKEYS").arg(key))
            .await?
        {
            teams.push(TeamId::new(&name).map_err(|_| Error::corrupt(key))?);
        }
        teams.sort();
        Ok(teams)
    }

    /// Adds a team with the name that people see, or changes that name.
    pub async fn found(&self, team: &TeamId, name: &str) -> Result<()> {
        let ask = &mut command("HSET");
        let _: u64 = self
            .link
            .ask(ask.arg(keys::TEAMS.only()).arg(team.as_str()).arg(name))
            .await?;
        Ok(())
    }

    /// All names of a team. What a viewer may see of them is decided by `shared::access`.
    pub async fn people(&self, team: &TeamId) -> Result<People> {
        let ask = &mut command("HGET");
        let name: Option<String> = self
            .link
            .ask(ask.arg(keys::TEAMS.only()).arg(team.as_str()))
            .await?;
        Ok(People {
            team: name.unwrap_or_default(),
            staff: self.all(&keys::STAFF.of(team)).await?,
            clients: self.all(&keys::HEADS.of(team)).await?,
            levels: LevelNames::default(),
        })
    }

    /// Stores the name of a member of the staff.
    pub async fn save_staff(&self, team: &TeamId, staff: StaffId, card: &StaffCard) -> Result<()> {
        let ask = &mut command("HSET");
        ask.arg(keys::STAFF.of(team))
            .arg(staff.to_string())
            .arg(value::encode(card)?);
        let _: u64 = self.link.ask(ask).await?;
        Ok(())
    }

    /// A member of the staff, as they are written down now.
    pub async fn staff_card(&self, team: &TeamId, staff: StaffId) -> Result<Option<StaffCard>> {
        let key = keys::STAFF.of(team);
        let ask = &mut command("HGET");
        let json: Option<String> = self.link.ask(ask.arg(&key).arg(staff.to_string())).await?;
        json.map(|json| value::decode(&key, &json)).transpose()
    }

    /// A client's dossier.
    pub async fn dossier(&self, team: &TeamId, client: ClientId) -> Result<Option<Dossier>> {
        let key = keys::DOSSIER.of_one(team, client);
        let ask = &mut command("HMGET");
        let (version, json): (Option<u32>, Option<String>) = self
            .link
            .ask(ask.arg(&key).arg("version").arg("dossier"))
            .await?;
        let Some(json) = json else { return Ok(None) };
        let dossier: Dossier = value::decode(&key, &json)?;
        if version != Some(dossier.version) {
            return Err(Error::corrupt(key));
        }
        Ok(Some(dossier))
    }

    /// Stores a client's dossier and the name in it, if it follows the version that is stored; the
    /// first version is 1.
    ///
    /// # Errors
    ///
    /// [`Error::Outdated`] if the version is not the next one.
    pub async fn save_dossier(
        &self,
        team: &TeamId,
        client: ClientId,
        dossier: &Dossier,
    ) -> Result<()> {
        let call = Call::new("save_dossier")
            .key(keys::DOSSIER.of_one(team, client))
            .key(keys::HEADS.of(team))
            .arg(dossier.version)
            .arg(value::encode(dossier)?)
            .arg(client.to_string())
            .arg(value::encode(&dossier.head)?);
        match self.link.call::<(String, u32)>(call).await? {
            (verdict, _) if verdict == "done" => Ok(()),
            (_, version) => Err(Error::Outdated { version }),
        }
    }

    /// Which view of the board a colleague chose last.
    pub async fn board_view(&self, team: &TeamId, staff: StaffId) -> Result<Option<String>> {
        let key = keys::VIEWS.of(team);
        let ask = &mut command("HGET");
        let json: Option<String> = self.link.ask(ask.arg(&key).arg(staff.to_string())).await?;
        json.map(|json| value::decode(&key, &json)).transpose()
    }

    /// Remembers which view of the board a colleague chose.
    pub async fn save_board_view(&self, team: &TeamId, staff: StaffId, view: &str) -> Result<()> {
        let ask = &mut command("HSET");
        ask.arg(keys::VIEWS.of(team))
            .arg(staff.to_string())
            .arg(value::encode(&view)?);
        let _: u64 = self.link.ask(ask).await?;
        Ok(())
    }

    /// When a colleague last read each client's panel or page.
    pub async fn read_by(
        &self,
        team: &TeamId,
        staff: StaffId,
    ) -> Result<BTreeMap<ClientId, Timestamp>> {
        self.all(&keys::READ.of_one(team, staff)).await
    }

    /// Remembers that a colleague reads a client's panel or page.
    pub async fn save_read(
        &self,
        team: &TeamId,
        staff: StaffId,
        client: ClientId,
        at: Timestamp,
    ) -> Result<()> {
        let ask = &mut command("HSET");
        ask.arg(keys::READ.of_one(team, staff))
            .arg(client.to_string())
            .arg(value::encode(&at)?);
        let _: u64 = self.link.ask(ask).await?;
        Ok(())
    }

    /// Every value of a hash of ids.
    async fn all<K, V>(&self, key: &str) -> Result<BTreeMap<K, V>>
    where
        K: FromStr + Ord + Hash,
        V: DeserializeOwned,
    {
        let stored: HashMap<String, String> = self.link.ask(command("HGETALL").arg(key)).await?;
        stored
            .into_iter()
            .map(|(id, json)| {
                let id = id.parse().map_err(|_| Error::corrupt(key))?;
                Ok((id, value::decode(key, &json)?))
            })
            .collect()
    }
}
