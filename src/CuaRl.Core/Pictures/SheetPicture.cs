using CuaRl.Core.Devices;

namespace CuaRl.Core.Pictures;

/// <summary>A screenshot on a contact sheet.</summary>
/// <param name="Png">The picture.</param>
/// <param name="Size">Its size in pixels.</param>
/// <param name="Caption">What stands above it, such as the turn's number.</param>
/// <param name="Note">What stands below the caption, such as the action; empty for nothing.</param>
/// <param name="Action">What is then done on it, which is marked where it has a place; null for none.</param>
public sealed record SheetPicture(ReadOnlyMemory<byte> Png, ScreenSize Size, string Caption, string Note = "", ScreenAction? Action = null);
