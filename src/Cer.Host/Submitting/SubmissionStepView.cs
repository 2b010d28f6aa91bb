using Cer.Operations.Submitting;
using NodaTime.Text;

namespace Cer.Host.Submitting;

/// <summary>Something that happened to a package, as pages show it.</summary>
internal sealed record SubmissionStepView(
    string Kind, string At, string By, string? Protocol, string? Sentence, IReadOnlyList<FieldReason> Reasons)
{
    public static SubmissionStepView Of(SubmissionStep step) => new(
        step.Kind.Word(), InstantPattern.ExtendedIso.Format(step.At), Signature(step.Who),
        step.Protocol, step.Sentence, step.Reasons);

    /// <summary>Who did it, without the program's own number of a person.</summary>
    public static string Signature(string who) => who.StartsWith("person:", StringComparison.Ordinal) ? "person"
        : who.StartsWith("workflow", StringComparison.Ordinal) ? "workflow" : who;
}
