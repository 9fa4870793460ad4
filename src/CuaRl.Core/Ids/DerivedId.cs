using System.Security.Cryptography;
using System.Text;

namespace CuaRl.Core.Ids;

/// <summary>Ids that follow from what they name, so that creating twice is creating once.</summary>
public static class DerivedId
{
    /// <summary>
    /// A UUID (version 8, RFC 9562) from the first 16 bytes of SHA-256 over the parts, each followed by a zero byte.
    /// </summary>
    public static string From(params ReadOnlySpan<string> parts) => GuidFrom(parts).ToString();

    /// <summary>The same id as a number.</summary>
    public static Guid GuidFrom(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        var bytes = hash.GetHashAndReset().AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
