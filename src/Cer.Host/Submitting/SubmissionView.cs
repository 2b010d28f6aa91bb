using Cer.Operations.Submitting;
using NodaTime.Text;

namespace Cer.Host.Submitting;

/// <summary>A package as pages show it.</summary>
internal sealed record SubmissionView(
    int Id,
    string Key,
    string Month,
    string Kind,
    int Revision,
    string? Reason,
    string State,
    bool Corrected,
    string? Protocol,
    string By,
    string At,
    IReadOnlyList<string> Checklist,
    IReadOnlyList<SubmissionFileView> Files,
    IReadOnlyList<SubmissionStepView> Steps)
{
    /// <summary>What went wrong just now, when it was sent or asked for; null when nothing did.</summary>
    public string? Problem { get; init; }

    public static SubmissionView Of(Submission one) => new(
        one.Id,
        one.Key,
        YearMonthPattern.Iso.Format(one.Month),
        one.Kind.Word(),
        one.Revision,
        one.Reason,
        one.State.Word(),
        one.IsCorrected,
        one.Protocol,
        SubmissionStepView.Signature(one.Author),
        InstantPattern.ExtendedIso.Format(one.At),
        one.Checklist,
        [.. one.Files.Select((file, place) =>
            new SubmissionFileView(place + 1, file.Name, file.MediaType, file.Size, file.Sha256))],
        [.. one.Steps.Select(SubmissionStepView.Of)]);
}
