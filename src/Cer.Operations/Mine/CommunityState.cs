namespace Cer.Operations.Mine;

/// <summary>Whether something of the community can be told to a member.</summary>
public enum CommunityState
{
    Known,

    /// <summary>Fewer than six members are behind the sums: less whoever asks, fewer than five.</summary>
    FewMembers,

    /// <summary>One to five private producers are behind them, who did not all agree.</summary>
    FewProducers,

    /// <summary>The day is not over, or data of some point are not in.</summary>
    Waiting,

    /// <summary>Who is behind them has still to be counted.</summary>
    Unsummed,

    /// <summary>Its hours are no longer kept: who is behind the sums cannot be counted any more.</summary>
    Past,

    /// <summary>Fewer days are known than a forecast takes.</summary>
    LittleHistory,

    /// <summary>Nothing is known of the community in that time.</summary>
    NoHours,
}
