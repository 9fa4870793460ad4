namespace CuaRl.Core.Grpo.Groups;

/// <summary>What becomes of a group when rollouts of it are lost to infrastructure (tinker-cookbook's rollout strategies).</summary>
public enum GroupStrategy
{
    /// <summary>Any loss ends the training with the error.</summary>
    FailFast,

    /// <summary>A lost rollout is done again; a group whose retries are used up is dropped whole.</summary>
    Retry,

    /// <summary>Lost rollouts are done again only while the group could fall below its floor; it may be trained on in part.</summary>
    MinimumViable,
}
