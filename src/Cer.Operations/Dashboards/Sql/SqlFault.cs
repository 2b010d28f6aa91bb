namespace Cer.Operations.Dashboards.Sql;

/// <summary>What is wrong with a statement, by which rule.</summary>
public sealed record SqlFault(string Rule, string Sentence);
