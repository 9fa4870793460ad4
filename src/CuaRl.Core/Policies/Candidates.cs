using System.Collections.Immutable;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Policies;

/// <summary>
/// What can be done on a screen, from what an agent may see: the elements of the screen and the text of the task. On a phone a
/// double tap, a right click, a drag or the wheel does nothing that is not here by a tap, a long press or a swipe.
/// </summary>
public static class Candidates
{
    /// <summary>The most on one screen; messages go last, so they are cut off first.</summary>
    public const int MaxCount = 256;

    private static readonly Candidate[] Everywhere =
    [
        new(CandidateKind.Finish), new(CandidateKind.SwipeUp), new(CandidateKind.SwipeDown), new(CandidateKind.SwipeLeft),
        new(CandidateKind.SwipeRight), new(CandidateKind.PullShade), new(CandidateKind.Back), new(CandidateKind.Home),
        new(CandidateKind.Recents), new(CandidateKind.Wait),
    ];

    /// <summary>The candidates of a screen, always in this order: those of every screen, taps, typing, long presses, messages.</summary>
    /// <param name="screen">The elements, from back to front.</param>
    /// <param name="size">The size of the screen.</param>
    /// <param name="task">The task.</param>
    /// <param name="into">Where they go; what was in it is dropped.</param>
    public static void Collect(ImmutableArray<ScreenElement> screen, ScreenSize size, TaskText task, List<Candidate> into)
    {
        into.Clear();
        into.AddRange(Everywhere);
        var (hasFocus, navigation) = (false, default(ScreenBounds));
        foreach (var element in screen)
        {
            hasFocus |= (element.State & ElementState.Focused) != 0;
            navigation = element.Role == ElementRole.NavigationBar ? element.Bounds : navigation;
        }

        for (var i = 0; i < screen.Length; i++)
        {
            AddTaps(screen[i], i, size, navigation, into);
        }

        if (hasFocus)
        {
            AddTyping(task, into);
        }

        for (var i = 0; i < screen.Length; i++)
        {
            AddHolds(screen[i], i, size, into);
        }

        AddMessages(screen, into);
        if (into.Count > MaxCount)
        {
            into.RemoveRange(MaxCount, into.Count - MaxCount);
        }
    }

    /// <summary>Which candidate does that; -1 when none does. Swipes are the same that push the same thing the same way.</summary>
    public static int Find(
        IReadOnlyList<Candidate> candidates, ImmutableArray<ScreenElement> screen, ScreenSize size, ScreenAction action)
    {
        var way = action is ScreenAction.Swipe swipe ? WayOf(swipe, size) : null;
        for (var i = candidates.Count - 1; i >= 0; i--)
        {
            if (candidates[i].Kind == way || candidates[i].Action(screen, size) == action)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Which candidate ends the episode with that message; -1 when none does.</summary>
    public static int FindFinish(IReadOnlyList<Candidate> candidates, string message)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates[i].IsFinish && candidates[i].Text == message)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The buttons of the navigation bar are candidates of every screen; keys of the keyboard are typed.</summary>
    private static void AddTaps(
        ScreenElement element, int index, ScreenSize size, ScreenBounds navigation, List<Candidate> into)
    {
        if (!IsTappable(element, size) || navigation.Contains(element.Bounds.Center) || element.Role == ElementRole.Keyboard)
        {
            return;
        }

        if (element.Role == ElementRole.Slider)
        {
            for (var part = 0; part <= Candidate.SliderParts; part++)
            {
                into.Add(new Candidate(CandidateKind.Slide, index, Part: part));
            }
        }
        else
        {
            into.Add(new Candidate(CandidateKind.Tap, index));
        }
    }

    private static void AddTyping(TaskText task, List<Candidate> into)
    {
        into.Add(new Candidate(CandidateKind.Enter));
        into.Add(new Candidate(CandidateKind.Erase));
        for (var i = 0; i < task.Phrases.Length; i++)
        {
            into.Add(new Candidate(CandidateKind.Type, Text: task.Phrases[i], Part: i));
        }
    }

    private static void AddHolds(ScreenElement element, int index, ScreenSize size, List<Candidate> into)
    {
        if (!IsTappable(element, size))
        {
            return;
        }

        if (element.Role is ElementRole.AppIcon or ElementRole.Row or ElementRole.Image or ElementRole.Link)
        {
            into.Add(new Candidate(CandidateKind.LongPress, index));
        }
        else if (element.Role == ElementRole.Notification)
        {
            into.Add(new Candidate(CandidateKind.Flick, index));
        }
    }

    /// <summary>Each text once, where it is seen first.</summary>
    private static void AddMessages(ImmutableArray<ScreenElement> screen, List<Candidate> into)
    {
        var first = into.Count;
        for (var i = 0; i < screen.Length && into.Count < MaxCount; i++)
        {
            AddMessage(screen[i].Text, i, 0, first, into);
            AddMessage(screen[i].Detail ?? "", i, 1, first, into);
        }
    }

    private static void AddMessage(string text, int index, int part, int first, List<Candidate> into)
    {
        if (text.Length is 0 or > DeviceRules.MaxCommandLength)
        {
            return;
        }

        for (var i = first; i < into.Count; i++)
        {
            if (into[i].Text == text)
            {
                return;
            }
        }

        into.Add(new Candidate(CandidateKind.Finish, index, text, part));
    }

    private static bool IsTappable(ScreenElement element, ScreenSize size) =>
        (element.State & (ElementState.Clickable | ElementState.Disabled)) == ElementState.Clickable
        && size.Contains(element.Bounds.Center);

    private static CandidateKind? WayOf(ScreenAction.Swipe swipe, ScreenSize size)
    {
        var (right, down) = (swipe.To.X - swipe.From.X, swipe.To.Y - swipe.From.Y);
        return Math.Abs(right) > Math.Abs(down) ? null
            : down < 0 ? CandidateKind.SwipeUp
            : swipe.From.Y < size.Height / 36 ? CandidateKind.PullShade
            : CandidateKind.SwipeDown;
    }
}
