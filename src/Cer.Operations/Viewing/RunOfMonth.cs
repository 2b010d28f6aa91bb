using Cer.Domain;
using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>One of the runs over a month, and what it changed beside the one before.</summary>
/// <param name="Run">Its number.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Who">Who asked for it.</param>
/// <param name="Program">The program that made it.</param>
/// <param name="Rules">Ids of the rules it stands on.</param>
/// <param name="InputSha256">Hash of all that went in.</param>
/// <param name="Status">How far the month can be trusted.</param>
/// <param name="Tip">The month's incentive.</param>
/// <param name="Cac">The month's contribution; null while it is not known.</param>
/// <param name="Surplus">The month's part of the year's surplus.</param>
/// <param name="SharedMicroKwh">Energy shared.</param>
/// <param name="Changes">Plants' units and members whose figures differ from the run before; of a first run none.</param>
public sealed record RunOfMonth(
    long Run,
    Instant MadeAt,
    string Who,
    string Program,
    IReadOnlyList<string> Rules,
    string InputSha256,
    MonthStatus Status,
    Money? Tip,
    Money? Cac,
    Money? Surplus,
    long SharedMicroKwh,
    IReadOnlyList<RunChange> Changes);
