using CuaRl.Adapters.Postgres.Connection;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData("postgres://me:secret@db.example:5433/rl", "db.example", 5433, "me", "secret", "rl")]
    [InlineData("postgresql://me@db.example/rl", "db.example", 5432, "me", null, "rl")]
    [InlineData("POSTGRES://db.example/rl", "db.example", 5432, null, null, "rl")]
    [InlineData("postgres://m%40e:p%3A%2F%3F%23%25%C3%A9@h/a%20b", "h", 5432, "m@e", "p:/?#%é", "a b")]
    [InlineData("postgres://me:a@b:c#d+e@h/rl", "h", 5432, "me", "a@b:c#d+e", "rl")]
    [InlineData("postgres://me@[::1]:6000/rl", "::1", 6000, "me", null, "rl")]
    [InlineData("postgres://me@[2001:db8::7]/rl", "2001:db8::7", 5432, "me", null, "rl")]
    [InlineData("postgres:///rl?host=/run/postgresql", "/run/postgresql", 5432, null, null, "rl")]
    [InlineData("postgres://me:x@:5433/rl?host=%2Fvar%2Frun%2Fa%20b", "/var/run/a b", 5433, "me", "x", "rl")]
    [InlineData("postgres://me:😀@h/rl", "h", 5432, "me", "😀", "rl")]
    public void Parse_WellFormed_GivesEachPart(
        string url, string host, int port, string? user, string? password, string database)
    {
        var parts = new NpgsqlConnectionStringBuilder(DatabaseUrl.Parse("DATABASE_URL", url));

        Assert.Equal(
            (host, port, user, password, database),
            (parts.Host, parts.Port, parts.Username, parts.Password, parts.Database));
    }

    [Theory]
    [InlineData("disable", SslMode.Disable)]
    [InlineData("prefer", SslMode.Prefer)]
    [InlineData("require", SslMode.Require)]
    [InlineData("verify-ca", SslMode.VerifyCA)]
    [InlineData("verify-full", SslMode.VerifyFull)]
    public void Parse_SslOptions_AreTaken(string mode, SslMode expected)
    {
        var parts = new NpgsqlConnectionStringBuilder(
            DatabaseUrl.Parse("DATABASE_URL", $"postgres://h/rl?sslmode={mode}&sslrootcert=/etc/root%20ca.pem"));

        Assert.Equal((expected, "/etc/root ca.pem"), (parts.SslMode, parts.RootCertificate));
    }

    [Theory]
    [InlineData("mysql://u:hunter2@h/rl", "postgres://")]
    [InlineData("u:hunter2@h/rl", "postgres://")]
    [InlineData("postgres://u:hunter2@h", "no database")]
    [InlineData("postgres://u:hunter2@/rl", "no host")]
    [InlineData("postgres://u:hunter2@h:99999/rl", "port")]
    [InlineData("postgres://u:hunter2@h:-1/rl", "port")]
    [InlineData("postgres://u:hunter2@h1,h2/rl", "several hosts")]
    [InlineData("postgres://u:hunter2@::1/rl", "brackets")]
    [InlineData("postgres://u:hunter2@[::1/rl", "IPv6")]
    [InlineData("postgres://u:hunter2@[h]/rl", "IPv6")]
    [InlineData("postgres://u:hunter2%@h/rl", "'%' in its password")]
    [InlineData("postgres://u:hunter2%zz@h/rl", "'%' in its password")]
    [InlineData("postgres://u:hunter2%00@h/rl", "'%' in its password")]
    [InlineData("postgres://u:hunter2%ff@h/rl", "not UTF-8")]
    [InlineData("postgres://u:hunter2@h/rl?sslmode=maybe", "sslmode")]
    [InlineData("postgres://u:hunter2@h/rl?pool=3", "'pool'")]
    [InlineData("postgres://u@h/rl?password=hunter2", "password as an option")]
    [InlineData("postgres://u@h/rl?host=hunter2", "absolute socket directory")]
    [InlineData("postgres://u:part?hunter2@h/rl", "port")]
    [InlineData("postgres://u:part/hunter2@h/rl", "port")]
    [InlineData("postgres://h/rl?hunter2", "an unknown option")]
    public void Parse_Malformed_NamesTheSettingAndTheFaultAndNoSecret(string url, string fault)
    {
        var error = Assert.Throws<ConfigurationException>(() => DatabaseUrl.Parse("DATABASE_URL", url));

        Assert.StartsWith("DATABASE_URL ", error.Message, StringComparison.Ordinal);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }
}
