namespace Cer.Operations.Mine;

/// <summary>What became of a wanted nickname.</summary>
public enum NicknameOutcome
{
    Chosen,

    /// <summary>Another member of the community is called so.</summary>
    Taken,

    /// <summary>It was changed as often as it may be in a day.</summary>
    TooOften,

    /// <summary>The session is not, or no longer, of this member.</summary>
    NoMember,
}
