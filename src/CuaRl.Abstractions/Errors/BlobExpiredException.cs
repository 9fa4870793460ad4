using System.Globalization;

namespace CuaRl;

/// <summary>The blob was there and is named by states, but is older than screenshots are kept.</summary>
[GenerateSerializer, Alias("cuarl.BlobExpiredException")]
public sealed class BlobExpiredException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public BlobExpiredException(string sha256, DateTimeOffset expiredAt)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The blob '{sha256}' was deleted on {expiredAt:yyyy-MM-dd}: only states of ended trainings named it, and they are older than screenshots are kept."))
    {
        Sha256 = sha256;
        ExpiredAt = expiredAt;
    }

    /// <summary>The hash of its content.</summary>
    [Id(0)]
    public string Sha256 { get; }

    /// <summary>When it was deleted.</summary>
    [Id(1)]
    public DateTimeOffset ExpiredAt { get; }
}
