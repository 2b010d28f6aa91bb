using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>What a dossier tells GSE.</summary>
/// <param name="Community">Name of the community.</param>
/// <param name="Substation">Its primary substation, where declared.</param>
/// <param name="Number">Number of the dossier.</param>
/// <param name="Difference">The discrepancy.</param>
/// <param name="Advised">The statements that hold.</param>
/// <param name="Tolerances">How far figures may be apart.</param>
/// <param name="Run">The run of our settlement, and the program that made it.</param>
/// <param name="When">When it is made.</param>
/// <param name="Invented">Whether the community is the demonstration's.</param>
/// <param name="Language">Its language.</param>
public sealed record DossierSubject(
    string Community,
    string? Substation,
    DocumentNumber Number,
    Discrepancy Difference,
    AdvisedMonth Advised,
    Tolerances Tolerances,
    (long Id, string Program) Run,
    Instant When,
    bool Invented,
    DocumentLanguage Language);
