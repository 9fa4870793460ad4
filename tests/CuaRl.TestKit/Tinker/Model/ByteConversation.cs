using CuaRl.Core.Prompts;
using CuaRl.Core.Prompts.Tokens;

namespace CuaRl.TestKit.Tinker.Model;

/// <summary>A turn as the served model reads it: the screen it was shown, and what it said, where that is part of its input.</summary>
/// <param name="Screen">The screen, as JSON.</param>
/// <param name="Said">The tokens that it said; empty where it is to say something.</param>
/// <param name="Start">The position of the first of them.</param>
internal sealed record ReadTurn(string Screen, int[] Said, int Start);

/// <summary>What a model's input says: the task and the turns, read from nothing but its tokens.</summary>
/// <param name="Task">The task.</param>
/// <param name="Turns">The turns.</param>
/// <param name="Positions">How many positions the input has.</param>
internal sealed record ByteConversation(string Task, IReadOnlyList<ReadTurn> Turns, int Positions)
{
    private static readonly ByteTokenizer Tokens = new();
    private static readonly int Start = Tokens.Special(ChatTokens.Start);
    private static readonly int End = Tokens.Special(ChatTokens.End);

    /// <summary>Reads an input.</summary>
    /// <param name="elements">Its tokens, and pictures as the negative number of positions that they take.</param>
    /// <exception cref="FormatException">It is no conversation with this model.</exception>
    public static ByteConversation Read(IReadOnlyList<int> elements)
    {
        var (task, screen, turns, position) = ((string?)null, (string?)null, new List<ReadTurn>(), 0);
        for (var i = 0; i < elements.Count;)
        {
            if (elements[i] != Start)
            {
                Require(Text(elements, i, i + 1) == "\n", $"element {i} is {elements[i]}, between two messages");
                (i, position) = (i + 1, position + 1);
                continue;
            }

            var end = i;
            while (end < elements.Count && elements[end] != End)
            {
                end++;
            }

            var line = i;
            while (line < end && elements[line] != '\n')
            {
                line++;
            }

            var role = Text(elements, i, line);
            var positions = Count(elements, i, Math.Min(end + 1, elements.Count));
            if (role == PromptMessage.Assistant)
            {
                var said = elements.Skip(line + 1).Take(end - line).ToArray();
                turns.Add(new ReadTurn(
                    screen ?? throw new FormatException("the model is to say something before it was shown anything"), said,
                    position + (line + 1 - i)));
            }
            else if (role == PromptMessage.User)
            {
                var picture = line;
                while (picture < end && elements[picture] >= 0)
                {
                    picture++;
                }

                Require(picture < end, "a user's message shows no picture");
                var text = Text(elements, line + 1, picture);
                Require(task is not null || text.StartsWith(PromptTurns.TaskMark, StringComparison.Ordinal), "the first message names no task");
                task ??= text[PromptTurns.TaskMark.Length..];
                screen = Text(elements, picture, end);
            }

            (i, position) = (Math.Min(end + 1, elements.Count), position + positions);
        }

        return new ByteConversation(task ?? throw new FormatException("there is no task"), turns, position);
    }

    private static int Count(IReadOnlyList<int> elements, int from, int to)
    {
        var positions = 0;
        for (var i = from; i < to; i++)
        {
            positions += elements[i] < 0 ? -elements[i] : 1;
        }

        return positions;
    }

    private static string Text(IReadOnlyList<int> elements, int from, int to)
    {
        var tokens = new int[to - from];
        for (var i = from; i < to; i++)
        {
            tokens[i - from] = elements[i];
        }

        return Tokens.Decode(tokens);
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new FormatException(problem);
        }
    }
}
