using System.Collections.Immutable;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Play;

/// <summary>A screen as the player reads it: by its elements only.</summary>
internal sealed class ScreenReading
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(300);

    private ImmutableArray<ScreenElement> _elements = [];
    private ImmutableArray<ScreenElement> _beforeScroll = [];

    /// <summary>What was read on the way and belongs into the message.</summary>
    public string Note { get; set; } = "";

    public void Look(PhoneScreen screen) => _elements = screen.Elements;

    /// <summary>The last element that a tap means; null when none is as wanted.</summary>
    public ScreenElement? Find(Func<ScreenElement, bool> isWanted)
    {
        for (var i = _elements.Length - 1; i >= 0; i--)
        {
            if (_elements[i].State.HasFlag(ElementState.Clickable) && isWanted(_elements[i]))
            {
                return _elements[i];
            }
        }

        return null;
    }

    public ScreenElement? Find(Word word) => Find(element => word.IsSaidBy(element.Text));

    /// <summary>Any element that says it, also one that takes no tap.</summary>
    public ScreenElement? See(Word word) => _elements.LastOrDefault(element => word.IsSaidBy(element.Text));

    /// <summary>A move that brings more into view, or gives up when the last one brought nothing.</summary>
    public StepResult Scroll(string wanted)
    {
        if (_beforeScroll.AsSpan().SequenceEqual(_elements.AsSpan()))
        {
            return new StepResult(new PlayerMove.Finish($"I could not find {wanted}."), false);
        }

        _beforeScroll = _elements;
        return new StepResult(new PlayerMove.Act(new ScreenAction.Swipe(new ScreenPoint(180, 600), new ScreenPoint(180, 140), Quick)), false);
    }

    public static StepResult Tap(ScreenElement element, bool isDone = true) =>
        new(new PlayerMove.Act(new ScreenAction.Tap(element.Bounds.Center)), isDone);

    public static StepResult Swipe(int fromY, int toY, bool isDone) => new(
        new PlayerMove.Act(new ScreenAction.Swipe(new ScreenPoint(180, fromY), new ScreenPoint(180, toY), Quick)), isDone);
}
