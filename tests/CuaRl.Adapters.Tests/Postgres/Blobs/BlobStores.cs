using CuaRl.Adapters.Postgres.Blobs;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Adapters.Tests.Postgres.Blobs;

internal static class BlobStores
{
    public static BlobStore Create(
        PostgresSources sources, WriteGate gate, TimeProvider? time = null, BlobOptions? options = null) =>
        new(sources, gate, options ?? new BlobOptions(), time ?? TimeProvider.System, NullLogger.Instance);
}
