using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>An act that is to be kept with the definition that it makes.</summary>
public sealed record NewAct
{
    public required CommunityId Community { get; init; }

    public required string Kind { get; init; }

    /// <summary>The version on which it was planned: it is kept on that one or not at all.</summary>
    public required int Expected { get; init; }

    public required CommunityDefinition Definition { get; init; }

    public required LocalDate? FirstDay { get; init; }

    public required string Author { get; init; }

    public required Instant At { get; init; }

    public int? Undoes { get; init; }

    public IReadOnlyList<ActMember> Members { get; init; } = [];
}
