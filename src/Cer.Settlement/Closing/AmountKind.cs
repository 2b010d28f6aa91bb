namespace Cer.Settlement.Closing;

/// <summary>Whose amounts of a month they are.</summary>
public enum AmountKind
{
    Unit,
    Member,
    Fund,
}
