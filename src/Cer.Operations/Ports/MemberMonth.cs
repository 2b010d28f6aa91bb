using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A month of a member in a run; money is null without a distribution, and where it cannot be known.</summary>
public sealed record MemberMonth(
    YearMonth Month,
    string Member,
    Energy Withdrawn,
    Energy Injected,
    Energy Shared,
    Money? Tip,
    Money? Cac,
    Money? Surplus);
