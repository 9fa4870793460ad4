using System.Collections.Immutable;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Policies;

/// <summary>Something that can be done on a screen.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Element">The element of the screen it is about; -1 for none.</param>
/// <param name="Text">What is typed, or said at the end; empty for nothing.</param>
/// <param name="Part">
/// Of a slider, which quarter of its track, 0 to 4; of a text to type, which of the task's phrases; of a message, 1 when it is the
/// small print of its element.
/// </param>
public readonly record struct Candidate(CandidateKind Kind, int Element = -1, string Text = "", int Part = 0)
{
    /// <summary>How many parts a slider's track has.</summary>
    internal const int SliderParts = 4;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    /// <summary>Whether it ends the episode.</summary>
    public bool IsFinish => Kind == CandidateKind.Finish;

    /// <summary>What a device has to do; null for the end of the episode.</summary>
    /// <param name="screen">The elements that the candidate was collected from.</param>
    /// <param name="size">The size of their screen.</param>
    public ScreenAction? Action(ImmutableArray<ScreenElement> screen, ScreenSize size) => Kind switch
    {
        CandidateKind.Finish => null,
        CandidateKind.Tap => new ScreenAction.Tap(screen[Element].Bounds.Center),
        CandidateKind.LongPress => new ScreenAction.LongPress(screen[Element].Bounds.Center, Long),
        CandidateKind.Slide => new ScreenAction.Tap(SliderTrack.PointOf(screen[Element], (double)Part / SliderParts)),
        CandidateKind.Flick => Swipe(screen[Element].Bounds.Center, screen[Element].Bounds.Center with { X = size.Width - 1 }),
        CandidateKind.Type => new ScreenAction.TypeText(Text),
        CandidateKind.Enter => new ScreenAction.PressKeys(["enter"]),
        CandidateKind.Erase => new ScreenAction.PressKeys(["backspace"]),
        CandidateKind.Back => new ScreenAction.PressButton(DeviceButton.Back),
        CandidateKind.Home => new ScreenAction.PressButton(DeviceButton.Home),
        CandidateKind.Recents => new ScreenAction.PressButton(DeviceButton.AppSwitch),
        CandidateKind.Wait => new ScreenAction.Wait(Long),
        _ => Swiped(size),
    };

    private ScreenAction.Swipe Swiped(ScreenSize size)
    {
        var (middle, low, high) = (size.Width / 2, size.Height * 5 / 6, size.Height * 7 / 36);
        var (left, right, across) = (size.Width / 6, size.Width * 5 / 6, size.Height / 2);
        return Kind switch
        {
            CandidateKind.SwipeUp => Swipe(new ScreenPoint(middle, low), new ScreenPoint(middle, high)),
            CandidateKind.SwipeDown => Swipe(new ScreenPoint(middle, high), new ScreenPoint(middle, low)),
            CandidateKind.SwipeLeft => Swipe(new ScreenPoint(right, across), new ScreenPoint(left, across)),
            CandidateKind.SwipeRight => Swipe(new ScreenPoint(left, across), new ScreenPoint(right, across)),
            CandidateKind.PullShade => Swipe(new ScreenPoint(middle, size.Height / 180), new ScreenPoint(middle, size.Height * 5 / 9)),
            _ => throw new InvalidOperationException($"a candidate of the kind {Kind} is no swipe"),
        };
    }

    private static ScreenAction.Swipe Swipe(ScreenPoint from, ScreenPoint to) => new(from, to, Quick);
}
