namespace CuaRl.Core.Policies;

/// <summary>What a candidate does. The numbers are part of every feature: none is ever changed or used again.</summary>
public enum CandidateKind
{
    /// <summary>The end of the episode, without a message or with the text of a visible element.</summary>
    Finish = 1,

    /// <summary>A tap on an element.</summary>
    Tap = 2,

    /// <summary>A finger that stays on an element for a second.</summary>
    LongPress = 3,

    /// <summary>A tap on a slider's track, at a quarter of its length.</summary>
    Slide = 4,

    /// <summary>A finger that pushes the content up.</summary>
    SwipeUp = 5,

    /// <summary>A finger that pulls the content down.</summary>
    SwipeDown = 6,

    /// <summary>A finger that pushes the content to the left.</summary>
    SwipeLeft = 7,

    /// <summary>A finger that pushes the content to the right.</summary>
    SwipeRight = 8,

    /// <summary>A finger that comes down from the top edge.</summary>
    PullShade = 9,

    /// <summary>A finger that pushes a notification out to the right.</summary>
    Flick = 10,

    /// <summary>A word or a quoted span of the task, typed where the focus is.</summary>
    Type = 11,

    /// <summary>The enter key.</summary>
    Enter = 12,

    /// <summary>The backspace key.</summary>
    Erase = 13,

    /// <summary>The back button.</summary>
    Back = 14,

    /// <summary>The home button.</summary>
    Home = 15,

    /// <summary>The button of the apps in use.</summary>
    Recents = 16,

    /// <summary>A second of nothing.</summary>
    Wait = 17,
}
