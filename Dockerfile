# plangate alone, static. It reads plans as JSON; a binary plan needs the terraform that made it, which is not in here.
#
#   docker build --tag plangate .
#   docker run --rm --network none --volume "$PWD:/work:ro" plangate check plan.json
FROM rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY Cargo.toml Cargo.lock build.rs ./
COPY src src
COPY policies policies
COPY benches benches
COPY LICENSE NOTICE README.md ./
RUN cargo build --release --locked && cp target/release/plangate /plangate

FROM scratch
COPY --from=build /plangate /plangate
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["/plangate"]
