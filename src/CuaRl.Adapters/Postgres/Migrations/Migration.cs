using System.Security.Cryptography;
using System.Text;

namespace CuaRl.Adapters.Postgres.Migrations;

/// <summary>One script of <c>sql/</c>, as this build carries it.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the text in lower-case hex. Line ends do not count: a checkout may change them.</summary>
    public string Checksum => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}
