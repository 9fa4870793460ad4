using CuaRl.Adapters.Postgres.Connection;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class DatabaseSettingsTests
{
    [Fact]
    public void Find_NothingSet_MeansThePrivateServer() =>
        Assert.Null(DatabaseSettings.Find(null, _ => null));

    [Fact]
    public void Find_EmptyVariables_CountAsNotSet() =>
        Assert.Null(DatabaseSettings.Find("", _ => ""));

    [Fact]
    public void Find_AllSet_TakesTheFlagThenTheUrlThenTheParts()
    {
        var environment = new Dictionary<string, string?>
        {
            ["DATABASE_URL"] = "postgres://h/url",
            ["POSTGRES_DB"] = "parts",
        };

        Assert.Equal("flag", Database(DatabaseSettings.Find("postgres://h/flag", environment.GetValueOrDefault)));
        Assert.Equal("url", Database(DatabaseSettings.Find(null, environment.GetValueOrDefault)));
        environment.Remove("DATABASE_URL");
        Assert.Equal("parts", Database(DatabaseSettings.Find(null, environment.GetValueOrDefault)));
    }

    [Theory]
    [InlineData("POSTGRES_HOST", "db")]
    [InlineData("POSTGRES_PORT", "6000")]
    [InlineData("POSTGRES_DB", "rl")]
    [InlineData("POSTGRES_USER", "me")]
    [InlineData("POSTGRES_PASSWORD", "hunter2")]
    public void Find_AnyPartSet_TakesTheDefaultsForTheRest(string name, string value)
    {
        var found = DatabaseSettings.Find(null, asked => asked == name ? value : null);

        var parts = new NpgsqlConnectionStringBuilder(found!.ConnectionString);
        var expected = new Dictionary<string, string>
        {
            ["POSTGRES_HOST"] = "127.0.0.1",
            ["POSTGRES_PORT"] = "5432",
            ["POSTGRES_DB"] = "training_db",
            ["POSTGRES_USER"] = "training_user",
            ["POSTGRES_PASSWORD"] = "training_password",
            [name] = value,
        };
        Assert.Equal(
            expected.Values,
            [parts.Host!, $"{parts.Port}", parts.Database!, parts.Username!, parts.Password!]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("five")]
    public void Find_PortIsNone_IsRefusedByName(string port)
    {
        var error = Assert.Throws<ConfigurationException>(
            () => DatabaseSettings.Find(null, name => name == "POSTGRES_PORT" ? port : null));

        Assert.Contains("POSTGRES_PORT", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Target_AsText_HasNoPassword()
    {
        var found = DatabaseSettings.Find("postgres://me:hunter2@[::1]:5433/rl", _ => null)!;

        Assert.Equal("me@[::1]:5433/rl (--database)", found.Display);
        Assert.Equal(found.Display, found.ToString());
    }

    private static string? Database(DatabaseTarget? target) =>
        new NpgsqlConnectionStringBuilder(target!.ConnectionString).Database;
}
