using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Pages;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Gestures;

/// <summary>What an action, which keeps the rules, makes of a phone that is laid out.</summary>
internal static class Gesture
{
    private const int Still = 8;
    private const int Push = 60;
    private const int Farthest = 10_000;

    public static PhoneState After(PhoneState phone, PhoneLayout layout, ScreenAction action)
    {
        var next = phone.Toast is null ? phone : phone with { Toast = null };
        return action switch
        {
            ScreenAction.PressButton press => Buttons.Pressed(next, press.Button),
            ScreenAction.Wait wait => Waited(next, wait.Duration),
            _ when phone.IsAsleep => next,
            ScreenAction.Tap tap => Tapped(next, layout, tap.At),
            ScreenAction.Click { Button: PointerButton.Left } click => Tapped(next, layout, click.At),
            ScreenAction.Click { Button: PointerButton.Right } click => Held(next, layout, click.At),
            ScreenAction.DoubleTap tap => DoubleTapped(next, layout, tap.At),
            ScreenAction.LongPress press => Held(next, layout, press.At),
            ScreenAction.Swipe swipe => Swiped(next, layout, swipe.From, swipe.To),
            ScreenAction.Drag drag => Swiped(next, layout, drag.Path[0], drag.Path[^1]),
            ScreenAction.Scroll scroll => Moved(next, layout, -Near(scroll.DeltaX), -Near(scroll.DeltaY)),
            ScreenAction.TypeText type => Typing.Text(next, type),
            ScreenAction.PressKeys press => Typing.Keys(next, press.Keys, layout.MaxScroll),
            _ => next,
        };
    }

    private static PhoneState Waited(PhoneState phone, TimeSpan duration) =>
        duration == TimeSpan.Zero ? phone : phone with { Clock = phone.Clock + (long)duration.TotalMilliseconds };

    private static PhoneState Tapped(PhoneState phone, PhoneLayout layout, ScreenPoint at) => layout.At(at) switch
    {
        { Element.Role: ElementRole.Keyboard } found => SoftKeys.Tapped(phone, KeyboardKeys.At(found.Element, at) ?? ""),
        { Slide: { } slide } found => slide(phone, SliderTrack.LevelAt(found.Element, at)),
        { Tap: { } tap } => tap(phone),
        null when layout.Dialog is { } dialog && !dialog.Contains(at) => phone.Close(),
        _ => phone,
    };

    /// <summary>The second tap does nothing when the first one led elsewhere: it comes while that page is still opening.</summary>
    private static PhoneState DoubleTapped(PhoneState phone, PhoneLayout layout, ScreenPoint at)
    {
        if (layout.At(at) is { Element: { Role: ElementRole.Keyboard } keyboard })
        {
            return SoftKeys.DoubleTapped(phone, KeyboardKeys.At(keyboard, at) ?? "");
        }

        var next = Tapped(phone, layout, at);
        if (next.Front != phone.Front || next.Top.Page != phone.Top.Page || next.Top.Argument != phone.Top.Argument)
        {
            return next;
        }

        layout.LayOut(next);
        return Tapped(next, layout, at);
    }

    private static PhoneState Held(PhoneState phone, PhoneLayout layout, ScreenPoint at) =>
        layout.At(at) is { Hold: { } hold } ? hold(phone) : Tapped(phone, layout, at);

    private static PhoneState Swiped(PhoneState phone, PhoneLayout layout, ScreenPoint from, ScreenPoint to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        if (Math.Abs(dx) < Still && Math.Abs(dy) < Still)
        {
            return Tapped(phone, layout, from);
        }

        if (Frame.Status.Contains(from))
        {
            return dy >= Push ? Buttons.PullShade(phone) : phone;
        }

        return layout.At(from) switch
        {
            { Element.Role: ElementRole.Keyboard } => phone,
            { Slide: { } slide } found when Math.Abs(dx) >= Math.Abs(dy) =>
                slide(phone, SliderTrack.LevelAt(found.Element, to)),
            { Flick: { } flick } when Math.Abs(dx) >= Push && Math.Abs(dx) > Math.Abs(dy) => flick(phone),
            _ => Moved(phone, layout, dx, dy),
        };
    }

    private static PhoneState Moved(PhoneState phone, PhoneLayout layout, int dx, int dy)
    {
        var top = phone.Top;
        return PageCatalog.Of(top.Page).Swiped(phone, dx, dy, layout.MaxScroll)
            ?? phone.Scrolled(Math.Clamp(Math.Min(top.Scroll, layout.MaxScroll) - dy, 0, layout.MaxScroll));
    }

    private static int Near(int distance) => Math.Clamp(distance, -Farthest, Farthest);
}
