using System.Globalization;
using System.Text;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Connection;

/// <summary>
/// Reads <c>postgres://user:password@host:port/database?sslmode=...</c>. Written by hand because a connection URL is not
/// quite a URI: the password may hold what <see cref="Uri"/> refuses, and the host may be missing. No error repeats the
/// text, for there is a password in it.
/// </summary>
internal static class DatabaseUrl
{
    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    public static string Parse(string setting, string url)
    {
        var scheme = Array.Find(Schemes, s => url.StartsWith(s, StringComparison.OrdinalIgnoreCase))
            ?? throw Wrong(setting, "must start with postgres:// or postgresql://");
        var rest = url[scheme.Length..];

        // A '/' or '?' in the user information must be percent-encoded, as in every URL; a '#' or '@' need not.
        var end = rest.AsSpan().IndexOfAny('/', '?');
        var authority = end < 0 ? rest : rest[..end];
        var (path, query) = Split(end < 0 ? "" : rest[end..], '?');

        var target = new NpgsqlConnectionStringBuilder();
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            ReadUser(setting, authority[..at], target);
        }

        ReadHost(setting, authority[(at + 1)..], target);
        target.Database = Decode(setting, "database name", path.TrimStart('/')) is { Length: > 0 } name
            ? name
            : throw Wrong(setting, "names no database: postgres://user@host/DATABASE");
        ReadOptions(setting, query, target);
        return target.Host is { Length: > 0 }
            ? target.ConnectionString
            : throw Wrong(setting, "names no host: postgres://user@HOST/database, or ?host=/socket/directory");
    }

    private static void ReadUser(string setting, string text, NpgsqlConnectionStringBuilder target)
    {
        var (user, password) = Split(text, ':');
        if (user.Length > 0)
        {
            target.Username = Decode(setting, "user", user);
        }

        if (password.Length > 0)
        {
            target.Password = Decode(setting, "password", password);
        }
    }

    private static void ReadHost(string setting, string text, NpgsqlConnectionStringBuilder target)
    {
        if (text.Contains(',', StringComparison.Ordinal))
        {
            throw Wrong(setting, "names several hosts; give one");
        }

        string host, port;
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']', StringComparison.Ordinal);
            if (close < 0 || !System.Net.IPAddress.TryParse(text[1..close], out var address)
                || (close + 1 < text.Length && text[close + 1] != ':'))
            {
                throw Wrong(setting, "has a host in brackets that is no IPv6 address");
            }

            host = address.ToString();
            port = close + 1 < text.Length ? text[(close + 2)..] : "";
        }
        else
        {
            (host, port) = Split(text, ':');
            if (port.Contains(':', StringComparison.Ordinal))
            {
                throw Wrong(setting, "has more than one ':' after the host; an IPv6 address goes in brackets");
            }
        }

        target.Host = Decode(setting, "host", host);
        if (port.Length > 0)
        {
            target.Port = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= 1 and <= 65535
                    ? number
                    : throw Wrong(setting, "has a port that is no number from 1 to 65535");
        }
    }

    private static void ReadOptions(string setting, string query, NpgsqlConnectionStringBuilder target)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (rawName, rawValue) = Split(pair, '=');
            var name = Decode(setting, "option name", rawName);
            var value = Decode(setting, "option value", rawValue);
            switch (name)
            {
                case "host" when value.StartsWith('/'):
                    target.Host = value;
                    break;
                case "host":
                    throw Wrong(setting, "has an option host that is no absolute socket directory");
                case "sslmode":
                    target.SslMode = value switch
                    {
                        "disable" => SslMode.Disable,
                        "allow" => SslMode.Allow,
                        "prefer" => SslMode.Prefer,
                        "require" => SslMode.Require,
                        "verify-ca" => SslMode.VerifyCA,
                        "verify-full" => SslMode.VerifyFull,
                        _ => throw Wrong(
                            setting, "has an unknown sslmode; use disable, allow, prefer, require, verify-ca, verify-full"),
                    };
                    break;
                case "sslrootcert" when value.Length > 0:
                    target.RootCertificate = value;
                    break;
                case "password" or "user" or "passfile":
                    throw Wrong(setting, $"has {name} as an option; write it before the host: user:password@host");
                default:
                    // Only a plain word is repeated: what follows a stray '?' may be the rest of a password.
                    var shown = name.Length <= 24 && name.All(char.IsAsciiLetterOrDigit) && rawValue.Length > 0
                        ? $"the unknown option '{name}'"
                        : "an unknown option";
                    throw Wrong(setting, $"has {shown}; known are sslmode, sslrootcert and host=/socket/directory");
            }
        }
    }

    private static (string Before, string After) Split(string text, char separator)
    {
        var index = text.IndexOf(separator, StringComparison.Ordinal);
        return index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);
    }

    private static string Decode(string setting, string what, string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '%')
            {
                var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, length)));
                i += length;
            }
            else if (i + 2 < text.Length
                && byte.TryParse(
                    text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                && value != 0)
            {
                bytes.Add(value);
                i += 3;
            }
            else
            {
                throw Wrong(setting, $"has a '%' in its {what} that starts no two-digit code; a plain percent sign is %25");
            }
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            throw Wrong(setting, $"has percent codes in its {what} that are not UTF-8");
        }
    }

    private static ConfigurationException Wrong(string setting, string problem) => new($"{setting} {problem}.");
}
