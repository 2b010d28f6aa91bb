namespace Cer.Operations.Documents;

/// <summary>What is handed out: the month to the Comune, his part of it to a member.</summary>
public enum DocumentKind
{
    MonthReport,
    Statement,
}
