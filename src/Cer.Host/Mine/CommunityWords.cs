using Cer.Operations.Mine;

namespace Cer.Host.Mine;

/// <summary>The words of what can be told of a community.</summary>
internal static class CommunityWords
{
    public static string Of(CommunityState state) => state switch
    {
        CommunityState.Known => "known",
        CommunityState.FewMembers => "few_members",
        CommunityState.FewProducers => "few_producers",
        CommunityState.Waiting => "waiting",
        CommunityState.Unsummed => "unsummed",
        CommunityState.Past => "past",
        CommunityState.LittleHistory => "little_history",
        _ => "no_hours",
    };
}
