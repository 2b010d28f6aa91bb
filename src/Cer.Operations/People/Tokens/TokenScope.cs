namespace Cer.Operations.People.Tokens;

/// <summary>What a token is for.</summary>
public enum TokenScope
{
    /// <summary>Reads sums of a community, where no one member's figures are: days, months, plants, quality, money.</summary>
    Sums,

    /// <summary>Reads figures of single members, each of which is noted as a look.</summary>
    Members,

    /// <summary>Reads workflows and what became of them, begins them, tells events.</summary>
    Flows,
}
