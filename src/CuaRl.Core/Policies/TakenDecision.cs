namespace CuaRl.Core.Policies;

/// <summary>A decision that was taken, and how likely it was: all that a trainer needs of a turn.</summary>
/// <param name="Decision">The choice.</param>
/// <param name="Chosen">The candidate that was taken.</param>
/// <param name="LogProbability">The logarithm of its probability in the distribution that it was drawn from, after temperature.</param>
/// <param name="Temperature">That temperature.</param>
public sealed record TakenDecision(Decision Decision, int Chosen, double LogProbability, double Temperature)
{
    private const byte Version = 1;
    private const int MostFeatures = 1 << 24;
    private const int PlaceBytes = 3;

    /// <summary>
    /// Version 1: the version, the numbers of candidates and of the chosen one, log-probability and temperature, then of each candidate
    /// the number of its features and their places, three bytes each from the lowest.
    /// </summary>
    public byte[] Write()
    {
        var writer = new PolicyWriter();
        writer.Byte(Version);
        writer.Whole((ulong)Decision.Count);
        writer.Whole((ulong)Chosen);
        writer.Real(LogProbability);
        writer.Real(Temperature);
        for (var i = 0; i < Decision.Count; i++)
        {
            var features = Decision.FeaturesOf(i);
            writer.Whole((ulong)features.Length);
            foreach (var feature in features)
            {
                for (var part = 0; part < PlaceBytes; part++)
                {
                    writer.Byte((byte)(feature >> (8 * part)));
                }
            }
        }

        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="places">How many places the features of the policy have.</param>
    /// <exception cref="FormatException">It is none, one of another version, damaged, or made for more places.</exception>
    public static TakenDecision Read(ReadOnlySpan<byte> bytes, int places)
    {
        var reader = new PolicyReader(bytes, "decision");
        if (reader.Byte() is var version && version != Version)
        {
            throw reader.Broken($"it is of version {version}; this service reads version {Version}");
        }

        var ends = new int[(int)reader.Whole(Candidates.MaxCount)];
        var chosen = (int)reader.Whole(Candidates.MaxCount);
        if (chosen >= ends.Length)
        {
            throw reader.Broken(FormattableString.Invariant($"candidate {chosen} of {ends.Length} was taken"));
        }

        var (logProbability, temperature) = (reader.Real(), reader.Real());
        var features = new List<int>(bytes.Length / PlaceBytes);
        for (var i = 0; i < ends.Length; i++)
        {
            for (var left = (int)reader.Whole(MostFeatures); left > 0; left--)
            {
                var place = reader.Byte() | (reader.Byte() << 8) | (reader.Byte() << 16);
                features.Add(place < places
                    ? place
                    : throw reader.Broken(FormattableString.Invariant($"a feature is at {place} of {places} places")));
            }

            ends[i] = features.Count;
        }

        reader.End();
        return new TakenDecision(new Decision([.. features], ends), chosen, logProbability, temperature);
    }
}
