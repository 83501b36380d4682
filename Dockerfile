# The server with its site. Two stages: the first compiles, the second holds only what runs.
# Keep in sync: the version of Rust with rust-toolchain.toml, the Debian release of both stages
# with each other (the server is linked to that release's OpenSSL).

FROM rust:1.95.0-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends libssl-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# The target first: it changes with the compiler only.
COPY rust-toolchain.toml ./
RUN rustup target add wasm32-unknown-unknown
COPY . .
RUN cargo build --locked --release -p server
RUN cargo build --locked -p app --bin build-site --features build-site && tools/site.sh

FROM debian:bookworm-slim
# redis-server is for `server demo` only; `server serve` is told of a Redis by REDIS_URL.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl libssl3 redis-server \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin tavla \
    && install -d -o tavla -g tavla -m 0700 /data
WORKDIR /app
COPY --from=build /src/target/release/server /app/server
COPY --from=build /src/site /app/site
ENV TAVLA_ADDR=0.0.0.0:3000 TAVLA_DATA=/data
USER tavla
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD curl --fail --silent http://127.0.0.1:3000/health/ready || exit 1
ENTRYPOINT ["/app/server"]
CMD ["serve"]
