using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Http.Live;

/// <summary>A change as it is sent.</summary>
/// <param name="Cursor">The place after it.</param>
/// <param name="Bytes">The event.</param>
internal readonly record struct LiveEvent(LiveCursor Cursor, ReadOnlyMemory<byte> Bytes);
