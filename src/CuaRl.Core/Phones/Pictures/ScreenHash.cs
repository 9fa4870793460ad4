using System.Runtime.InteropServices;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Runs;

namespace CuaRl.Core.Phones.Pictures;

/// <summary>
/// The identity of what a screen shows: a <see cref="ContentHash"/> (16 bytes of SHA-256) over theme and elements, field by
/// field in their order. Screens with the same hash have the same picture.
/// </summary>
public static class ScreenHash
{
    [ThreadStatic]
    private static ContentHash? _hash;

    /// <summary>The hash of a screen.</summary>
    public static Guid Of(PhoneScreen screen)
    {
        var hash = _hash ??= new ContentHash();
        hash.Add(screen.Theme.IsDark);
        hash.Add(screen.Theme.Accent);
        hash.Add(screen.Elements.Length);
        foreach (var element in screen.Elements)
        {
            var bounds = element.Bounds;
            hash.Add([(int)element.Role, (int)element.State, bounds.Left, bounds.Top, bounds.Width, bounds.Height]);
            Add(hash, element.Text);
            Add(hash, element.Detail);
            Add(hash, element.Icon);
            hash.Add(element.Level);
        }

        return hash.Finish();
    }

    private static void Add(ContentHash hash, string? text)
    {
        if (text is null)
        {
            hash.AddMissing();
        }
        else
        {
            hash.Add(MemoryMarshal.AsBytes(text.AsSpan()));
        }
    }
}
