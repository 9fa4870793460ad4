namespace CuaRl.Core.Policies;

/// <summary>How a policy is made.</summary>
/// <param name="FeatureBits">Features are hashed into 2 to the power of this many places, 8 to 22.</param>
/// <param name="HiddenUnits">How many units its hidden layer has, at most 256; 0 for a policy that is linear in its features.</param>
public sealed record PolicyShape(int FeatureBits = DecisionBuilder.UsualFeatureBits, int HiddenUnits = 0)
{
    /// <summary>The most units of a hidden layer.</summary>
    public const int MaxHiddenUnits = 256;

    private const int FewestBits = 8;
    private const int MostBits = 22;

    /// <summary>How many places features have.</summary>
    public int Places => 1 << FeatureBits;

    /// <summary>How many numbers a feature has: one, or one for each unit.</summary>
    internal int Width => Math.Max(1, HiddenUnits);

    /// <summary>Where the biases of the units begin; after them come the weights of the units.</summary>
    internal int Biases => Places * Width;

    /// <summary>How many weights there are.</summary>
    public int WeightCount => Biases + (2 * HiddenUnits);

    /// <exception cref="ArgumentOutOfRangeException">No policy can be shaped so.</exception>
    internal PolicyShape Checked()
    {
        Check(FeatureBits);
        if (HiddenUnits is < 0 or > MaxHiddenUnits)
        {
            throw new ArgumentOutOfRangeException(
                nameof(HiddenUnits), HiddenUnits, $"hidden units: must be 0 to {MaxHiddenUnits}");
        }

        return this;
    }

    internal static void Check(int featureBits)
    {
        if (featureBits is < FewestBits or > MostBits)
        {
            throw new ArgumentOutOfRangeException(
                nameof(featureBits), featureBits, $"feature bits: must be {FewestBits} to {MostBits}");
        }
    }
}
