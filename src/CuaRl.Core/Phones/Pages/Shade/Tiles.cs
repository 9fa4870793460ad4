using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Pages.Shade;

/// <summary>The tiles of the quick settings, in this phone's order.</summary>
internal static class Tiles
{
    /// <summary>How many are beside each other.</summary>
    public const int InRow = 4;

    /// <summary>How high one is, with the space below.</summary>
    public const int Height = 84;

    private const int Width = (Frame.Width - 16) / InRow;

    /// <summary>Puts the first ones into lines below the status bar.</summary>
    public static void Place(PhoneState phone, PhoneLayout layout, int count, int top = Frame.StatusHeight + 4)
    {
        Span<ulong> ranks = stackalloc ulong[PhoneSwitch.Tiles.Length];
        Span<int> order = stackalloc int[ranks.Length];
        for (var i = 0; i < ranks.Length; i++)
        {
            (ranks[i], order[i]) = (Mix.Bits(~phone.Seed, PhoneSwitch.Tiles[i].Word.Id), i);
        }

        ranks.Sort(order);
        for (var i = 0; i < count; i++)
        {
            var item = PhoneSwitch.Tiles[order[i]];
            var bounds = new ScreenBounds(8 + (i % InRow * Width) + 2, top + (i / InRow * Height), Width - 4, Height - 4);
            layout.AddClickable(
                ElementRole.Tile, bounds, phone.Say(item.Word), item.Flip, item.Icon,
                phone.IsOn(item.Setting) ? ElementState.Checked : ElementState.None);
        }
    }
}
