namespace Cer.Exchange.Tests.Sepa;

/// <summary>Messages of an invented bank, after the published forms.</summary>
internal static class Sepa
{
    public static string Report(string version, string message, params (string EndToEnd, string Status, string? Code)[] payments) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:{version}"><CstmrPmtStsRpt>
          <GrpHdr><MsgId>BANK1</MsgId><CreDtTm>2026-11-23T08:00:00</CreDtTm></GrpHdr>
          <OrgnlGrpInfAndSts><OrgnlMsgId>{message}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
          <OrgnlPmtInfAndSts><OrgnlPmtInfId>{message}</OrgnlPmtInfId>
            {string.Concat(payments.Select(one => $"""
                <TxInfAndSts><OrgnlEndToEndId>{one.EndToEnd}</OrgnlEndToEndId><TxSts>{one.Status}</TxSts>
                {(one.Code is null ? "" : $"<StsRsnInf><Rsn><Cd>{one.Code}</Cd></Rsn></StsRsnInf>")}</TxInfAndSts>
                """))}
          </OrgnlPmtInfAndSts>
        </CstmrPmtStsRpt></Document>
        """;

    public static string Statement(string version, string account, params string[] entries) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:{version}"><BkToCstmrStmt>
          <GrpHdr><MsgId>S1</MsgId><CreDtTm>2026-11-24T20:00:00</CreDtTm></GrpHdr>
          <Stmt><Id>1</Id><CreDtTm>2026-11-24T20:00:00</CreDtTm><Acct><Id><IBAN>{account}</IBAN></Id></Acct>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp>
            <Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-24</Dt></Dt></Bal>
            {string.Concat(entries)}
          </Stmt>
        </BkToCstmrStmt></Document>
        """;

    public static string Entry(string version, string sign, string amount, params string[] details) => $"""
        <Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd>
          <Sts>{(version.EndsWith("02", StringComparison.Ordinal) ? "BOOK" : "<Cd>BOOK</Cd>")}</Sts>
          <BookgDt><Dt>2026-11-24</Dt></BookgDt><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd>
          {(details.Length == 0 ? "" : $"<NtryDtls>{string.Concat(details)}</NtryDtls>")}</Ntry>
        """;

    public static string Detail(string endToEnd, string amount, string? returned = null) => $"""
        <TxDtls><Refs><EndToEndId>{endToEnd}</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">{amount}</Amt></TxAmt></AmtDtls>
        {(returned is null ? "" : $"<RtrInf><Rsn><Cd>{returned}</Cd></Rsn></RtrInf>")}</TxDtls>
        """;
}
