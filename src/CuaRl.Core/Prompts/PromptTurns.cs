using System.Collections.Immutable;
using System.Globalization;
using CuaRl.Core.Prompts.Styles;

namespace CuaRl.Core.Prompts;

/// <summary>What a model is shown in each turn of a task.</summary>
public static class PromptTurns
{
    /// <summary>Stands before the task in the first turn.</summary>
    public const string TaskMark = "Task: ";

    /// <summary>The first turn: what the model is for, its task and the screen.</summary>
    /// <param name="style">How its family is prompted.</param>
    /// <param name="boxType">The kind of device.</param>
    /// <param name="task">What it is to do.</param>
    /// <param name="screen">The picture of the screen.</param>
    /// <param name="elements">Its elements in writing; null where they are not shown.</param>
    public static ImmutableArray<PromptMessage> First(
        IPromptStyle style, string boxType, string task, PromptPart.Picture screen, string? elements) =>
    [
        PromptMessage.Of(PromptMessage.System, style.System(boxType)),
        Message($"{TaskMark}{task}", screen, elements),
    ];

    /// <summary>A later turn.</summary>
    /// <param name="number">Its number, 2 or more.</param>
    /// <param name="notice">What was wrong with what the model asked for before; null for nothing.</param>
    /// <param name="screen">The picture of the screen.</param>
    /// <param name="elements">Its elements in writing; null where they are not shown.</param>
    public static ImmutableArray<PromptMessage> Next(int number, string? notice, PromptPart.Picture screen, string? elements)
    {
        var turn = string.Create(CultureInfo.InvariantCulture, $"Turn {number}.");
        return
        [
            Message(
                notice is null ? $"{turn} This is the screen now." : $"{turn} Your last call was not carried out: {notice}. This is the screen now.",
                screen, elements),
        ];
    }

    private static PromptMessage Message(string text, PromptPart.Picture screen, string? elements) => new(
        PromptMessage.User,
        elements is null ? [new PromptPart.Text(text), screen] : [new PromptPart.Text(text), screen, new PromptPart.Text(elements)]);
}
