namespace Cer.Operations.Mine;

/// <summary>Whether something of the community can be told to a member.</summary>
public enum CommunityState
{
    Known,

    /// <summary>Fewer than five members are behind the sums.</summary>
    FewMembers,

    /// <summary>Fewer days are known than a forecast takes.</summary>
    LittleHistory,

    /// <summary>Nothing is known of the community in that time.</summary>
    NoHours,
}
