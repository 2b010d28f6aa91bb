using Cer.Workflows.Checking;

namespace Cer.Workflows.Hosting;

/// <summary>What came of publishing: what is published, or what prevents it.</summary>
public sealed record PublishResult(SavedDefinition? Published, IReadOnlyList<Problem> Problems);
