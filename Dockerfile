FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
# Only the packages engine makes a cluster of several containers.
ARG ORLEANS_ENGINE=packages
RUN dotnet publish src/CuaRl.Silo -c Release -o /app -p:OrleansEngine=$ORLEANS_ENGINE

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The image's own unprivileged user; the default is root.
USER $APP_UID
ENTRYPOINT ["dotnet", "CuaRl.Silo.dll"]
CMD ["up"]
