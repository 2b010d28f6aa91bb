namespace Cer.Operations.Ports;

/// <summary>Where a month stands with the people who run the community; its status is another thing.</summary>
public enum MonthState
{
    Open,
    Provisional,
    Closed,
    Reconciled,
}
