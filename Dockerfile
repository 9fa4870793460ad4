# Ubuntu's own packages carry .NET: nothing is fetched from anywhere but the distribution and NuGet.
FROM ubuntu:26.04 AS build
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates dotnet-sdk-10.0
WORKDIR /source
COPY . .
# Only the packages engine makes a cluster of several containers.
ARG ORLEANS_ENGINE=packages
RUN dotnet publish src/CuaRl.Silo -c Release -o /app -p:OrleansEngine=$ORLEANS_ENGINE

FROM ubuntu:26.04
RUN apt-get update && apt-get install -y --no-install-recommends aspnetcore-runtime-10.0 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app .
# The image's own unprivileged user; the default is root.
USER ubuntu
# As ./cuarl has it: where the size of the processor's cache is unknown, garbage would be collected every few turns.
ENV DOTNET_GCgen0size=0x4000000
ENTRYPOINT ["dotnet", "CuaRl.Silo.dll"]
CMD ["up"]
