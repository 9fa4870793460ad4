using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using CuaRl.Adapters.Trainers.Embedded.Screens;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Policies;
using CuaRl.Core.Prompts.Tokens;

namespace CuaRl.TestKit.Tinker.Model;

/// <summary>All that can be said to a screen: a candidate's call each.</summary>
/// <param name="Screen">The elements of the screen.</param>
/// <param name="Size">Its size.</param>
/// <param name="Candidates">The candidates.</param>
/// <param name="Tokens">The tokens of each one's answer, with the one that ends it.</param>
internal sealed record ScreenAnswers(
    ImmutableArray<ScreenElement> Screen, ScreenSize Size, ImmutableArray<Candidate> Candidates, ImmutableArray<int[]> Tokens)
{
    private static readonly ConcurrentDictionary<(string Task, string Screen), ScreenAnswers> Known = new();
    private static readonly int End = new ByteTokenizer().Special(ChatTokens.End);

    public static ScreenAnswers Of(TaskText task, string screen) => Known.GetOrAdd((task.Description, screen), _ => Make(task, screen));

    /// <summary>The candidate that was said; null for what is none.</summary>
    public Candidate? Find(ReadOnlySpan<int> said)
    {
        for (var i = 0; i < Candidates.Length; i++)
        {
            if (said.SequenceEqual(Tokens[i]))
            {
                return Candidates[i];
            }
        }

        return null;
    }

    private static ScreenAnswers Make(TaskText task, string json)
    {
        var stored = StoredScreen.Read(Encoding.UTF8.GetBytes(json));
        var (screen, size, candidates) = (stored.Seen(), stored.Size(), new List<Candidate>());
        Core.Policies.Candidates.Collect(screen, size, task, candidates);
        return new ScreenAnswers(
            screen, size, [.. candidates],
            [.. candidates.Select(candidate => (int[])[.. Encoding.UTF8.GetBytes(CandidateCall.Encode(candidate, screen, size).Answer), End])]);
    }
}
