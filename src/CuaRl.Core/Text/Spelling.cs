namespace CuaRl.Core.Text;

/// <summary>Finds the word that somebody meant.</summary>
public static class Spelling
{
    private const int LettersOfAMistake = 3;

    /// <summary>
    /// The known word that is the fewest letters away, inserted, left out, changed or swapped with the next, the first of equals;
    /// null when more than one letter in three is wrong.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var (best, fewest) = ((string?)null, int.MaxValue);
        foreach (var candidate in known)
        {
            var distance = Distance(word, candidate);
            if (distance < fewest && distance * LettersOfAMistake <= Math.Max(word.Length, candidate.Length))
            {
                (best, fewest) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>Damerau's and Levenshtein's distance, in which letters that were swapped are not changed again.</summary>
    private static int Distance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                distances[i, j] = i == 0 || j == 0 ? i + j : Step(a, b, i, j, distances);
            }
        }

        return distances[a.Length, b.Length];
    }

    private static int Step(string a, string b, int i, int j, int[,] distances)
    {
        var changed = distances[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var least = Math.Min(changed, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
        return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]
            ? Math.Min(least, distances[i - 2, j - 2] + 1)
            : least;
    }
}
