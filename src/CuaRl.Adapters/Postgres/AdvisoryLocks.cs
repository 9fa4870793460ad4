using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CuaRl.Adapters.Postgres;

/// <summary>The advisory locks of this service: one class, so that they do not meet those of others in the database.</summary>
internal static class AdvisoryLocks
{
    /// <summary>First half of every key: "CuaR" in ASCII.</summary>
    public const int Class = 0x43756152;

    /// <summary>Held while scripts are applied.</summary>
    public const int Migrations = 1;

    /// <summary>Held shared by each silo, and alone by what replaces the data under them.</summary>
    public const int Silos = 2;

    /// <summary>The lock of one service id: a hash, kept clear of the fixed numbers above.</summary>
    public static int Service(string serviceId) =>
        BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(serviceId))) | 1 << 30;
}
