namespace CuaRl.Core.Policies;

/// <summary>
/// The features of a candidate. What is the same for all candidates of a decision changes no probability and is no feature by
/// itself; crossed with what the candidate does, it is one.
/// </summary>
internal static class CandidateFeatures
{
    /// <summary>A feature that is listed so often has that value, not 1.</summary>
    private const int Strength = 3;

    public static void Add(Candidate candidate, in Scene scene, FeatureList features)
    {
        var kind = FeatureHash.Cross((ulong)candidate.Kind, candidate.Text.Length > 0 ? 2UL : 1);
        var (text, look) = candidate.Kind == CandidateKind.Type ? Typed(candidate, scene)
            : candidate.Element >= 0 ? Shown(candidate, scene)
            : (0UL, 0UL);
        var words = candidate.Element >= 0 ? scene.Words.Of(candidate.Element) : default;
        var part = EpisodeHistory.PartOf(candidate);
        var what = FeatureHash.Cross(kind, text, (ulong)part);
        var sort = FeatureHash.Cross(kind, look);

        features.Add(kind);
        features.Add(sort);
        features.Add(FeatureHash.Cross(1, what));
        features.Add(FeatureHash.Cross(2, what, look));
        features.Add(FeatureHash.Cross(3, kind, scene.Screen));
        features.Add(FeatureHash.Cross(5, kind, scene.Previous));
        features.Add(FeatureHash.Cross(7, kind, scene.Visits));
        features.Add(FeatureHash.Cross(9, what, scene.Field));
        if (candidate.Kind == scene.PreviousKind && text == scene.PreviousText && part == scene.PreviousPart)
        {
            features.Add(FeatureHash.Cross(11, kind, scene.HasChanged ? 1UL : 0));
        }

        AddWords(scene, candidate.Kind, kind, what, look, words, features);
        if (candidate.Element >= 0)
        {
            AddCover(candidate.Element, scene, kind, sort, features);
        }
        else
        {
            AddScene(scene, kind, features);
        }

        switch (candidate.Kind)
        {
            case CandidateKind.Type:
                AddTyping(scene.Task.Parts[candidate.Part], scene, features);
                break;
            case CandidateKind.Finish when candidate.Text.Length > 0:
                AddMessage(candidate, scene, features);
                break;
        }
    }

    private static (ulong Text, ulong Look) Shown(Candidate candidate, in Scene scene) =>
        (scene.Words.Label(candidate.Element), Scene.Look(scene.Elements[candidate.Element]));

    private static (ulong Text, ulong Look) Typed(Candidate candidate, in Scene scene) =>
        (scene.Task.Parts[candidate.Part].Hash, scene.Task.Parts[candidate.Part].Form);

    /// <summary>Each word of the task with what the candidate is about, with what it looks like, and with each word on it.</summary>
    private static void AddWords(
        in Scene scene, CandidateKind does, ulong kind, ulong what, ulong look, ReadOnlySpan<ulong> words, FeatureList features)
    {
        var isByPage = words.IsEmpty && does is CandidateKind.Finish or CandidateKind.PullShade or CandidateKind.Enter;
        var (whatSeed, sortSeed, pageSeed, pastSeed) = (
            FeatureHash.Cross(20, what), FeatureHash.Cross(21, kind, look), FeatureHash.Cross(22, kind, scene.Screen),
            FeatureHash.Cross(23, kind, scene.State));
        foreach (var word in scene.Task.Words)
        {
            features.Add(FeatureHash.Mixed(whatSeed ^ word));
            if (look != 0)
            {
                features.Add(FeatureHash.Mixed(sortSeed ^ word));
            }

            if (isByPage)
            {
                features.Add(FeatureHash.Mixed(pageSeed ^ word));
                features.Add(FeatureHash.Mixed(pastSeed ^ word));
            }
            else if (words.Length > 1)
            {
                var seed = FeatureHash.Cross(24, kind, word);
                foreach (var other in words)
                {
                    features.Add(FeatureHash.Mixed(seed ^ other));
                }
            }
        }
    }

    /// <summary>How much of what is on the element the task says: what carries over to tasks in other words, so it counts more.</summary>
    private static void AddCover(int element, in Scene scene, ulong kind, ulong sort, FeatureList features)
    {
        var cover = scene.Words.Cover(element);
        for (var i = 0; i < Strength; i++)
        {
            features.Add(FeatureHash.Cross(25, kind, cover));
            features.Add(FeatureHash.Cross(26, sort, cover));
            features.Add(FeatureHash.Cross(FeatureHash.Cross(27, sort), scene.Screen, cover));
        }

        features.Add(FeatureHash.Cross(28, sort, cover >= scene.Words.BestCover ? cover : 0));
        features.Add(FeatureHash.Cross(29, sort, scene.Words.DetailCover(element)));
    }

    /// <summary>What the screen as a whole offers, for what is done to no element of it.</summary>
    private static void AddScene(in Scene scene, ulong kind, FeatureList features)
    {
        for (var i = 0; i < Strength; i++)
        {
            features.Add(FeatureHash.Cross(50, kind, scene.Words.BestCover));
            features.Add(FeatureHash.Cross(51, kind, scene.Past));
        }

        features.Add(FeatureHash.Cross(FeatureHash.Cross(52, kind), scene.Screen, scene.Words.BestCover));
        features.Add(FeatureHash.Cross(FeatureHash.Cross(53, kind), scene.Screen, scene.Past));
        features.Add(FeatureHash.Cross(54, kind, scene.State));
        features.Add(FeatureHash.Cross(55, kind, scene.Words.BestDetailCover));
        features.Add(FeatureHash.Cross(56, kind, (scene.IsScrollable ? 1UL : 0) + (scene.HasChanged ? 2UL : 0)));
    }

    private static void AddTyping(in TaskPhrase phrase, in Scene scene, FeatureList features)
    {
        features.Add(FeatureHash.Cross(30, phrase.Before));
        features.Add(FeatureHash.Cross(31, phrase.After));
        features.Add(FeatureHash.Cross(32, phrase.Form, scene.Hint));
        features.Add(FeatureHash.Cross(33, phrase.Before, scene.Hint));
        features.Add(FeatureHash.Cross(34, phrase.Form, scene.Field));
    }

    /// <summary>A message looks like what is asked for.</summary>
    private static void AddMessage(Candidate candidate, in Scene scene, FeatureList features)
    {
        var form = TextForm.Of(candidate.Text);
        features.Add(FeatureHash.Cross(41, form));
        features.Add(FeatureHash.Cross(42, form, scene.Words.Label(candidate.Element)));
        features.Add(FeatureHash.Cross(43, form, scene.Screen));
        var seed = FeatureHash.Cross(44, form);
        foreach (var word in scene.Task.Words)
        {
            features.Add(FeatureHash.Mixed(seed ^ word));
        }
    }
}
