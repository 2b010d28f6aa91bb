namespace Cer.Operations.Paying.Books;

/// <summary>An account of a year that is about to be kept.</summary>
/// <param name="Workbook">The workbook.</param>
/// <param name="Gse">The account to GSE.</param>
/// <param name="Papers">The papers as HTML, the community's first.</param>
public sealed record NewYear(byte[] Workbook, byte[] Gse, IReadOnlyList<(int? Member, string Html)> Papers);
