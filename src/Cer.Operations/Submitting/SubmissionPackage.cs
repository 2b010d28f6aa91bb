namespace Cer.Operations.Submitting;

/// <summary>What is handed over or sent.</summary>
/// <param name="Files">The files.</param>
/// <param name="Checklist">What a person does with them on the portal, a sentence for each act.</param>
public sealed record SubmissionPackage(IReadOnlyList<SubmissionFile> Files, IReadOnlyList<string> Checklist);
