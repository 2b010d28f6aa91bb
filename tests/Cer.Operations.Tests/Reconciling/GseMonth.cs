namespace Cer.Operations.Tests.Reconciling;

/// <summary>A month's statements in the order in which they come, and what the bank books of them.</summary>
internal sealed record GseMonth(int Month, IReadOnlyList<GseFile> Statements, IReadOnlyList<GseCredit> Credits);
