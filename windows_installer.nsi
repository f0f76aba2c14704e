; Makes the installer for Windows of what build_installer.spec has built into dist\UnionOffice:
;   makensis -DVERSION=0.1.0 windows_installer.nsi
; For one user, without an administrator. Offices and backups lie elsewhere, and are never touched.

Target amd64-unicode
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include MUI2.nsh
!include LogicLib.nsh

!define PROGRAM "UnionOffice"
!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PROGRAM}"
!define KIND "${PROGRAM}.Office"

Name "${PROGRAM}"
BrandingText "${PROGRAM} ${VERSION}"
OutFile "dist\unionoffice-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\${PROGRAM}"
InstallDirRegKey HKCU "${REMOVAL}" "InstallLocation"

!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}.exe"
!insertmacro MUI_PAGE_LICENSE "LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

LangString RUNNING ${LANG_VIETNAMESE} "Chương trình đang chạy. Hãy đóng chương trình rồi thử lại."
LangString RUNNING ${LANG_ENGLISH} "The program is running. Close it and try again."
LangString OFFICE ${LANG_VIETNAMESE} "Văn phòng công đoàn"
LangString OFFICE ${LANG_ENGLISH} "Union office"

; Windows lets nobody write to a program that runs. Half of one version under half of another would
; be worse than nothing: thus it is asked before anything is removed.
!macro RefuseWhileRunning EXE
    ${If} ${FileExists} "$INSTDIR\${EXE}"
        ClearErrors
        FileOpen $0 "$INSTDIR\${EXE}" a
        ${If} ${Errors}
            MessageBox MB_OK|MB_ICONSTOP "$(RUNNING)" /SD IDOK
            SetErrorLevel 2
            Quit
        ${EndIf}
        FileClose $0
    ${EndIf}
!macroend

; By name: whoever chose a folder that holds other things keeps them.
!macro RemoveProgram
    !insertmacro RefuseWhileRunning "${PROGRAM}.exe"
    !insertmacro RefuseWhileRunning "unionoffice-cli.exe"
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\${PROGRAM}.exe"
    Delete "$INSTDIR\unionoffice-cli.exe"
!macroend

Section
    !insertmacro RemoveProgram
    SetOutPath "$INSTDIR"
    File /r "dist\${PROGRAM}\*.*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\${PROGRAM}.lnk" "$INSTDIR\${PROGRAM}.exe"

    WriteRegStr HKCU "Software\Classes\.uoffice" "" "${KIND}"
    WriteRegStr HKCU "Software\Classes\${KIND}" "" "$(OFFICE)"
    WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" \
        '"$INSTDIR\${PROGRAM}.exe" "%1"'

    WriteRegStr HKCU "${REMOVAL}" "DisplayName" "${PROGRAM}"
    WriteRegStr HKCU "${REMOVAL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${REMOVAL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${REMOVAL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${REMOVAL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${REMOVAL}" "NoModify" 1
    WriteRegDWORD HKCU "${REMOVAL}" "NoRepair" 1
SectionEnd

Section Uninstall
    !insertmacro RemoveProgram
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${PROGRAM}.lnk"
    DeleteRegKey HKCU "${REMOVAL}"
    DeleteRegKey HKCU "Software\Classes\${KIND}"
    DeleteRegKey HKCU "Software\Classes\.uoffice"
SectionEnd
