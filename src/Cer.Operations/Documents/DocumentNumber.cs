using System.Globalization;

namespace Cer.Operations.Documents;

/// <summary>The number of a document: counted from 1 in each year, without holes, in its community.</summary>
public readonly record struct DocumentNumber(int Year, int Number)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}/{Number:0000}");
}
