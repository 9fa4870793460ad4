using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Policies;

/// <summary>What the elements of a screen are called, word by word, and how much of it a task says.</summary>
internal sealed class ScreenWords
{
    private const int MostShared = 3;
    private const ulong Whole = 4;

    private readonly List<ulong> _words = new(256);
    private readonly List<Entry> _entries = new(64);

    /// <summary>The most that the task says of an element that takes taps.</summary>
    public ulong BestCover { get; private set; }

    /// <summary>The most that the task says of any small print.</summary>
    public ulong BestDetailCover { get; private set; }

    public void Read(ImmutableArray<ScreenElement> screen, TaskText task)
    {
        _words.Clear();
        _entries.Clear();
        (BestCover, BestDetailCover) = (0, 0);
        foreach (var element in screen)
        {
            var label = ScreenNumber.Label(element);
            var start = _words.Count;
            var cover = Add(label, task);
            var end = _words.Count;
            var detailCover = element.Detail is { } detail && element.Text.Length > 0 ? Add(detail, task) : 0;
            _words.RemoveRange(end, _words.Count - end);
            _entries.Add(new Entry(label.Length > 0 ? FeatureHash.OfText(label) : 0, start, end, cover, detailCover));
            BestDetailCover = Math.Max(BestDetailCover, detailCover);
            if ((element.State & ElementState.Clickable) != 0)
            {
                BestCover = Math.Max(BestCover, cover);
            }
        }
    }

    /// <summary>The number of what an element is called; 0 for nothing.</summary>
    public ulong Label(int element) => _entries[element].Label;

    /// <summary>The numbers of its words.</summary>
    public ReadOnlySpan<ulong> Of(int element) => CollectionsMarshal.AsSpan(_words)[_entries[element].Start.._entries[element].End];

    /// <summary>How many of its words the task has too, up to 3, and 4 more when it has them all; 0 for none.</summary>
    public ulong Cover(int element) => _entries[element].Cover;

    /// <summary>The same of its small print.</summary>
    public ulong DetailCover(int element) => _entries[element].DetailCover;

    /// <summary>The same of any text.</summary>
    public static ulong Cover(string text, TaskText task)
    {
        var (count, shared) = (0, 0);
        var reader = new WordReader(text);
        while (reader.Read())
        {
            count++;
            shared += Array.IndexOf(task.Words, FeatureHash.OfText(reader.Word)) >= 0 ? 1 : 0;
        }

        return CoverOf(count, shared);
    }

    private ulong Add(string text, TaskText task)
    {
        var (start, shared) = (_words.Count, 0);
        var reader = new WordReader(text);
        while (reader.Read())
        {
            var word = FeatureHash.OfText(reader.Word);
            _words.Add(word);
            shared += Array.IndexOf(task.Words, word) >= 0 ? 1 : 0;
        }

        return CoverOf(_words.Count - start, shared);
    }

    private static ulong CoverOf(int count, int shared) =>
        shared == 0 ? 0 : (ulong)Math.Min(MostShared, shared) + (shared == count ? Whole : 0);

    private readonly record struct Entry(ulong Label, int Start, int End, ulong Cover, ulong DetailCover);
}
